internal import CEpoll
internal import CLibCurl

/// Which sockets epoll watches for libcurl, with as few calls to the kernel as are right.
///
/// libcurl stops watching a connection after each response and starts again with the next request. A connection that we
/// opened ourselves stays registered meanwhile: two system calls saved a request; should it become ready while nobody
/// wants it, it is dropped then. Other descriptors (those of name look-ups) are closed without a word, so these are
/// registered and dropped exactly as libcurl says.
struct SocketWatches {
    private struct Watch {
        /// The events that epoll has for it, 0 for none.
        var registered: UInt32 = 0
        /// The events that libcurl wants.
        var wanted: UInt32 = 0
        /// Whether it is a connection of ours, whose end we hear of.
        var isOurs = false
    }

    private var watches: [Watch] = []

    /// Whether libcurl wants to hear of `descriptor`.
    func isWanted(_ descriptor: Int32) -> Bool {
        Int(descriptor) < self.watches.count && self.watches[Int(descriptor)].wanted != 0
    }

    /// A connection was opened.
    mutating func opened(_ descriptor: Int32) {
        self.grow(to: descriptor)
        self.watches[Int(descriptor)] = Watch(isOurs: true)
    }

    /// libcurl says what it wants of `descriptor`.
    mutating func set(_ descriptor: Int32, _ what: Int32, _ loop: EventLoop) {
        guard descriptor >= 0 else { return }
        self.grow(to: descriptor)
        var watch = self.watches[Int(descriptor)]
        defer { self.watches[Int(descriptor)] = watch }
        switch what {
        case CURL_POLL_IN: watch.wanted = EPOLLIN.rawValue
        case CURL_POLL_OUT: watch.wanted = EPOLLOUT.rawValue
        case CURL_POLL_INOUT: watch.wanted = EPOLLIN.rawValue | EPOLLOUT.rawValue
        default:
            watch.wanted = 0
            if watch.isOurs { return }
            loop.forget(descriptor)
            watch.registered = 0
            return
        }
        guard watch.registered != watch.wanted else { return }
        loop.watch(descriptor, events: watch.wanted, isKnown: watch.registered != 0)
        watch.registered = watch.wanted
    }

    /// `descriptor` became ready although nobody wants it.
    mutating func drop(_ descriptor: Int32, _ loop: EventLoop) {
        loop.forget(descriptor)
        guard Int(descriptor) < self.watches.count else { return }
        self.watches[Int(descriptor)].registered = 0
    }

    /// `descriptor` is closed, and with that leaves epoll.
    mutating func forget(_ descriptor: Int32) {
        guard descriptor >= 0, Int(descriptor) < self.watches.count else { return }
        self.watches[Int(descriptor)] = Watch()
    }

    private mutating func grow(to descriptor: Int32) {
        while self.watches.count <= Int(descriptor) { self.watches.append(Watch()) }
    }
}
