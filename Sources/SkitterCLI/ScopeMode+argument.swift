public import ArgumentParser
public import SkitterCore

extension ScopeMode: ExpressibleByArgument {}
