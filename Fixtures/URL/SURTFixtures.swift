/// URLs and their SURTs in the Internet Archive's default form.
package enum SURTFixtures {
    package static let texts: [(text: String, surt: String)] = [
        ("http://www.Example.org/", "org,example)/"), ("https://user:pw@example.org:443/A/B/", "org,example)/a/b"),
        ("http://example.org:8080/", "org,example:8080)/"), ("http://www12.example.org", "org,example)/"),
        ("http://wwwx.example.org/", "org,example,wwwx)/"), ("http://example.org./x#y", "org,example)/x"),
        ("http://10.0.0.1/a", "1,0,0,10)/a"), ("http://[2001:db8::1]/", "2001:db8::1)/"),
        ("ftp://example.org/a", "org,example)/a"), ("http://bücher.example/Ä", "example,xn--bcher-kva)/%c3%84"),
        // Unescaped to the end, escaped once.
        ("http://e.org/a%2520b", "org,e)/a%20b"), ("http://e.org/%252525", "org,e)/%25"),
        ("http://e.org/a%2Fb//c", "org,e)/a/b/c"),
        ("http://e.org/a/%252e%252e/b", "org,e)/b"), ("http://e.org/100%", "org,e)/100%25"),
        ("http://e.org/%%34%31", "org,e)/a"),
        // Queries are folded and sorted.
        ("http://e.org/?B=2&a=1&a&a=0", "org,e)/?a&a=0&a=1&b=2"), ("http://e.org/?", "org,e)/"),
        ("http://e.org?x", "org,e)/?x"),
        // Session ids.
        ("http://e.org/x?a=1&jsessionid=0123456789abcdef0123456789ABCDEF&b=2", "org,e)/x?a=1&b=2"),
        ("http://e.org/x?PHPSESSID=0123456789abcdef0123456789ABCDEF", "org,e)/x"),
        ("http://e.org/x?sid=0123456789abcdef", "org,e)/x?sid=0123456789abcdef"),
        ("http://e.org/x?ASPSESSIONIDabcdefgh=abcdefghijklmnopqrstuvwx&y", "org,e)/x?y"),
        ("http://e.org/x?cfid=1&cftoken=2&y", "org,e)/x?y"),
        ("http://e.org/(S(abcdefghijklmnopqrstuvwx))/a.aspx", "org,e)/a.aspx"),
        ("http://e.org/b/(abcdefghijklmnopqrstuvwx)/a.aspx?q", "org,e)/b/a.aspx?q"),
        ("http://e.org/(S(abcdefghijklmnopqrstuvwx))/a.html", "org,e)/(s(abcdefghijklmnopqrstuvwx))/a.html"),
        // No host, no scheme, no URL.
        ("mailto:A@example.org", "mailto:a@example.org"), ("dns:example.org", "dns:example.org"),
        ("filedesc:Foo.arc.gz", "filedesc:Foo.arc.gz"), ("example.org/Goo", "org,example)/goo"), ("", "-"),
        ("10.0.0.1:81/x", "1,0,0,10:81)/x"),
        ("http://[A", "http://[a"),
    ]
}
