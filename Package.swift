// swift-tools-version: 6.2
import PackageDescription

/// The settings of every Swift target: Swift 6 mode, explicit existentials, no warning left standing.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

func target(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name), "TestSupport"] + dependencies,
    swiftSettings: settings)
}

let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "Releve",
  products: [.executable(name: "releve", targets: ["releve"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    // The C door to GLPK, and the safe layer behind which it stays.
    .target(name: "CGLPK", linkerSettings: [.linkedLibrary("glpk")]),
    .target(
      name: "LinearProgramming", dependencies: ["CGLPK"],
      swiftSettings: settings + [.strictMemorySafety()]),

    // The vocabulary, and the files it comes from and goes to.
    target("Workforce"),
    // The rule packs are text inside the executable, so that it needs no folder beside it.
    .target(
      name: "Interchange", dependencies: ["Workforce", .product(name: "Yams", package: "Yams")],
      resources: [.embedInCode("Packs")], swiftSettings: settings),

    // The stages, in the order in which data flows through them. None imports another.
    target("Forecasting", ["Workforce"]),
    target("Staffing", ["Workforce"]),
    target("Simulation", ["Workforce"]),
    target("Rules", ["Workforce"]),
    target("Rostering", ["Workforce", "Rules", "LinearProgramming"]),
    target("Auditing", ["Workforce", "Rules"]),
    target("Paying", ["Workforce"]),

    // The stages joined, and the command line.
    target(
      "Planning",
      [
        "Workforce", "Interchange", "Forecasting", "Staffing", "Simulation", "Rules", "Rostering",
        "Auditing", "Paying",
      ]),
    .executableTarget(
      name: "releve",
      dependencies: [
        "Workforce", "Interchange", "Forecasting", "Staffing", "Simulation", "Rules", "Rostering",
        "Auditing", "Planning", argumentParser,
      ],
      swiftSettings: settings),

    .target(
      name: "TestSupport", dependencies: ["Workforce"], path: "Tests/Support",
      swiftSettings: settings),
    tests("LinearProgramming"),
    tests("Workforce"),
    tests("Interchange", ["Workforce"]),
    tests("Forecasting", ["Workforce"]),
    tests("Staffing", ["Workforce"]),
    tests("Simulation", ["Workforce"]),
    tests("Rules", ["Workforce", "Rostering", "Auditing", "Interchange"]),
    tests(
      "Rostering",
      ["Workforce", "Rules", "Auditing", "Paying", "LinearProgramming", "Interchange"]),
    tests("Auditing", ["Workforce", "Rules"]),
    tests("Paying", ["Workforce", "Interchange"]),
    tests("Planning", ["Workforce", "Interchange", "Simulation", "releve"]),
  ]
)
