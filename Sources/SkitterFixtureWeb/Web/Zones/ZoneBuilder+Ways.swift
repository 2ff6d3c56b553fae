/// Zones about how pages are reached.
extension ZoneBuilder {
    /// For each length n: "/" leads to `target` in n + 1 fast steps, and in two by way of a page that answers late. A
    /// crawler that keeps the depth at which it first saw `target` stops short of the pages after it at a depth limit
    /// of n + 1 to 2n.
    mutating func addLate() {
        for length in 2...5 {
            let folder = "/late/\(length)/"
            self.enter(folder + "step-1.html")
            self.enter(folder + "slow.html")
            for step in 1...length {
                let next = step < length ? "step-\(step + 1).html" : "target.html"
                self.html(folder + "step-\(step).html", "Step \(step) of \(length)", [.a(folder + next, written: next)])
            }
            let delay = self.slowPageDelay
            self.html(folder + "slow.html", "The slow page", [.a(folder + "target.html", written: "target.html")]) {
                $0.delay = delay
            }
            self.html(folder + "target.html", "The target", [.a(folder + "after-1.html", written: "after-1.html")])
            for step in 1...length {
                let next = step < length ? [ZoneLink.a(folder + "after-\(step + 1).html")] : []
                self.html(folder + "after-\(step).html", "After \(step)", next)
            }
        }
    }

    mutating func addRedirects() {
        self.enter("/moved/")
        let folder = "/moved/"
        self.html(
            folder, "Moved",
            [
                "relative", "absolute", "see-other", "fragment", "known", "loop-a", "outside", "gone", "query",
                "parent/folder",
                "chain/1", "self",
            ].map { .a(folder + $0, written: $0) })
        self.redirect(folder + "relative", 301, to: "target.html", target: folder + "target.html")
        self.html(folder + "target.html", "Moved here", [.a(folder + "deeper.html")])
        self.leaf(folder + "deeper.html", "One deeper")
        self.redirect(folder + "absolute", 302, to: "{origin}/moved/absolute.html", target: folder + "absolute.html")
        self.leaf(folder + "absolute.html", "By an absolute URL")
        self.redirect(folder + "see-other", 303, to: "/moved/other.html", target: folder + "other.html")
        self.leaf(folder + "other.html", "The other")
        self.redirect(folder + "fragment", 307, to: "part.html#second", target: folder + "part.html")
        self.leaf(folder + "part.html", "In parts")
        self.redirect(folder + "known", 308, to: "/", target: "/")
        self.redirect(folder + "query", 302, to: "?step=2", target: folder + "query?step=2")
        self.leaf(folder + "query?step=2", "The second step")
        self.redirect(folder + "parent/folder", 301, to: "../up.html", target: folder + "up.html")
        self.leaf(folder + "up.html", "One folder up")
        let statuses = [301, 302, 307, 308]
        for step in 1...4 {
            let next = step < 4 ? "\(step + 1)" : "end.html"
            self.redirect(folder + "chain/\(step)", statuses[step - 1], to: next, target: folder + "chain/\(next)")
        }
        self.html(
            folder + "chain/end.html", "The end of the chain", [.a(folder + "chain/after.html", written: "after.html")])
        self.leaf(folder + "chain/after.html", "After the chain")
        self.redirect(folder + "loop-a", 302, to: "loop-b", target: folder + "loop-b")
        self.redirect(folder + "loop-b", 302, to: "loop-a", target: folder + "loop-a")
        self.redirect(folder + "self", 302, to: "self", target: folder + "self")
        self.redirect(folder + "outside", 302, to: Self.outside + "moved", target: Self.outside + "moved")
        self.outside(Self.outside + "moved")
        self.redirect(folder + "gone", 302, to: "nowhere.html", target: folder + "nowhere.html")
        self.missing(folder + "nowhere.html")
    }

    mutating func addFrames() {
        self.enter("/frames/")
        let folder = "/frames/"
        self.html(
            folder, "Frames",
            [
                .raw(folder + "inner.html", "<iframe src=\"inner.html\" title=\"Inner\"></iframe>", tag: .iframe),
                .raw(
                    folder + "north.html",
                    "<map name=\"m\"><area shape=\"default\" href=\"north.html\" alt=\"North\"></map>", tag: .area),
                .a(folder + "set.html", written: "set.html"),
                .a(folder + "refresh.html", written: "refresh.html"),
                .a(folder + "refresh-quoted.html", written: "refresh-quoted.html"),
            ])
        self.html(folder + "inner.html", "Inside", [.a(folder + "from-inner.html", written: "from-inner.html")])
        self.leaf(folder + "from-inner.html", "From inside")
        self.leaf(folder + "north.html", "North")
        self.html(folder + "set.html", "A set of frames") {
            $0.body = """
                <!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Frameset//EN" "http://www.w3.org/TR/html4/frameset.dtd">
                <html><head><title>A set of frames</title></head>
                <frameset cols="20%,80%"><frame src="left.html"><frame src='right.html'></frameset></html>

                """
            $0.links = ["left.html", "right.html"].map { FixtureLink(target: folder + $0, tag: .frame) }
        }
        self.leaf(folder + "left.html", "Left")
        self.leaf(folder + "right.html", "Right")
        self.html(
            folder + "refresh.html", "Refresh", head: "<meta http-equiv=\"refresh\" content=\"0; url=after.html\">\n"
        ) {
            $0.links = [FixtureLink(target: folder + "after.html", tag: .refresh)]
        }
        self.leaf(folder + "after.html", "After the refresh")
        self.html(
            folder + "refresh-quoted.html", "Quoted refresh",
            head: "<META HTTP-EQUIV=Refresh CONTENT=\"5;URL='/frames/after-quoted.html'\">\n"
        ) {
            $0.links = [FixtureLink(target: folder + "after-quoted.html", tag: .refresh)]
        }
        self.leaf(folder + "after-quoted.html", "After the quoted refresh")
    }

    mutating func addBase() {
        self.enter("/base/")
        let folder = "/base/"
        self.html(folder, "Bases", ["folder.html", "absolute.html", "twice.html"].map { .a(folder + $0, written: $0) })
        self.html(
            folder + "folder.html", "A base folder", head: "<base href=\"deep/folder/\">\n",
            [
                .a(folder + "deep/folder/leaf.html", written: "leaf.html"),
                .a(folder + "deep/up.html", written: "../up.html"),
            ])
        self.html(
            folder + "absolute.html", "An absolute base", head: "<base href=\"{origin}/base/other/index.html\">\n",
            [
                .a(folder + "other/leaf.html", written: "leaf.html"),
                .a(folder + "root.html", written: "/base/root.html"),
            ])
        // HTML standard, 4.2.3: only the first base element with an href counts.
        self.html(
            folder + "twice.html", "Two bases",
            head: "<base target=\"_top\">\n<base href=\"/base/first/\">\n<base href=\"/base/second/\">\n",
            [.a(folder + "first/leaf.html", written: "leaf.html")])
        for leaf in ["deep/folder/leaf.html", "deep/up.html", "other/leaf.html", "root.html", "first/leaf.html"] {
            self.leaf(folder + leaf, "A leaf of \(leaf)")
        }
    }
}
