extension FixtureWeb {
    /// What pages need to be shown. A crawler without page requisites requests none of them.
    package static let resourcePaths: Set<String> = Set(Self.resources.keys)

    static let resources: [String: (contentType: String, bytes: [UInt8])] = [
        "/assets/site.css": (
            "text/css; charset=utf-8",
            Array(
                """
                @import "print.css";
                body { font: 16px/1.5 serif; background: url(photo-2.png) no-repeat; }

                """.utf8)
        ),
        "/assets/print.css": ("text/css; charset=utf-8", Array("nav { display: none; }\n".utf8)),
        "/assets/site.js": ("text/javascript; charset=utf-8", Array("document.title += \"\";\n".utf8)),
        "/assets/photo-1.png": ("image/png", Self.tinyImage),
        "/assets/photo-2.png": ("image/png", Self.tinyImage),
        "/assets/photo-2-large.png": ("image/png", Self.tinyImage),
        "/favicon.ico": ("image/png", Self.tinyImage),
    ]

    /// A white PNG of one pixel.
    static let tinyImage: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52,
        0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3A, 0x7E, 0x9B,
        0x55, 0x00, 0x00, 0x00, 0x0A, 0x49, 0x44, 0x41, 0x54, 0x78, 0xDA, 0x63, 0xF8, 0x0F, 0x00, 0x01,
        0x01, 0x01, 0x00, 0x1C, 0xB0, 0x8C, 0x99, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE,
        0x42, 0x60, 0x82,
    ]
}
