internal import CLibXML2

/// Which libxml2 this program was made for.
package enum LibXML2Version {
    /// Its version, as `2.9.14`.
    package static var compiled: String { LIBXML_DOTTED_VERSION }
}
