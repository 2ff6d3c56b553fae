public import SkitterCore

/// A document's encoding writes the queries of its links.
extension TextEncoding: QueryEncoder {}
