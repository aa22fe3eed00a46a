internal import ArgumentParser

/// The command line: each stage of the pipeline as a command, and all of them as `plan`.
@main
struct Releve: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "releve",
    abstract: "Plans call centres that answer around the clock: forecast, staff, roster, audit.",
    discussion: """
      A first run:
        releve init lille
        releve plan lille --week 2026-W48

      Exit status: 0 done; 1 our fault; 2 input refused; 3 no roster satisfies the rules;
      4 the audit found breaches; 5 a promise is not kept; 6 a certificate does not hold; 64 usage.
      """,
    version: "0.1.0",
    subcommands: [
      InitCommand.self, CheckCommand.self, ForecastCommand.self, BacktestCommand.self,
      StaffCommand.self, PlanCommand.self, AuditCommand.self, VerifyCommand.self,
      SimulateCommand.self, RulesCommand.self, ExplainCommand.self, FairnessCommand.self,
      SolveCommand.self,
      BenchmarkCommand.self,
    ])
}
