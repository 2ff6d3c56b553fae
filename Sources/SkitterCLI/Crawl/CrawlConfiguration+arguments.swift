public import ArgumentParser
public import Skitter

extension CrawlConfiguration.Parser: ExpressibleByArgument {}
extension CrawlConfiguration.Transport: ExpressibleByArgument {}
extension CrawlConfiguration.Durability: ExpressibleByArgument {}
extension CrawlConfiguration.ReplayPace: ExpressibleByArgument {}
