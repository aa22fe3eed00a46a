// Tests draw their random cases with the generator of the product.
@_exported package import Workforce
