#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A thread of the operating system, for code that waits: what waits must not hold a thread on which tasks run.
package struct OSThread {
    #if canImport(Glibc)
        private var handle = pthread_t()
    #else
        private var handle: pthread_t?
    #endif

    /// Starts a thread that runs `body` and ends with it.
    package init(_ body: @escaping @Sendable () -> Void) {
        let box = Unmanaged.passRetained(Body(run: body))
        let code = pthread_create(&self.handle, nil, runBody, box.toOpaque())
        if code != 0 { fatalError("The system refused a thread (error \(code)).") }
    }

    /// Waits until the thread has ended; to be called once.
    package func join() {
        #if canImport(Glibc)
            pthread_join(self.handle, nil)
        #else
            if let handle = self.handle { pthread_join(handle, nil) }
        #endif
    }

    /// Runs `body` on a thread of its own and suspends the calling task until it has returned.
    package static func run(_ body: @escaping @Sendable () -> Void) async {
        await withCheckedContinuation { continuation in
            self.detached {
                body()
                continuation.resume()
            }
        }
    }

    /// Starts a thread that nobody waits for.
    package static func detached(_ body: @escaping @Sendable () -> Void) {
        let thread = OSThread(body)
        #if canImport(Glibc)
            pthread_detach(thread.handle)
        #else
            if let handle = thread.handle { pthread_detach(handle) }
        #endif
    }
}

/// Carries a closure through the pointer that `pthread_create` hands over.
private final class Body: Sendable {
    let run: @Sendable () -> Void

    init(run: @escaping @Sendable () -> Void) {
        self.run = run
    }
}

/// The function a thread starts in: takes the closure out of the box, so that it is freed with the thread.
#if canImport(Glibc)
    private func runBody(_ box: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let box else { return nil }
        Unmanaged<Body>.fromOpaque(box).takeRetainedValue().run()
        return nil
    }
#else
    private func runBody(_ box: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
        Unmanaged<Body>.fromOpaque(box).takeRetainedValue().run()
        return nil
    }
#endif
