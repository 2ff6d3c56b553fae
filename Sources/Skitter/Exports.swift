// `import Skitter` is enough to build a crawler: the nouns of its configuration, records and ports come with it, and the parsers
// that a page handler or an extractor of one's own may want.
@_exported public import SkitterCore
@_exported public import SkitterHTML
