/// What most tests need, so that they import one module: the vocabulary with its random generator.
@_exported public import Workforce
