public import ArgumentParser
public import Skitter

extension CrawlConfiguration.Parser: ExpressibleByArgument {}
