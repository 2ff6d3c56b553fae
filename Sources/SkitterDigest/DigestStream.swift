internal import CLibCrypto

/// Takes bytes piece by piece and says their digest, as often as asked: libcrypto's state is made once and used again.
package struct DigestStream: ~Copyable {
    /// The function that is computed.
    package let algorithm: DigestAlgorithm
    /// Owned: made in `init`, freed in `deinit`.
    private let function: OpaquePointer
    private let context: OpaquePointer

    /// A stream that has taken nothing.
    package init(_ algorithm: DigestAlgorithm) throws(DigestUnavailable) {
        // Fetched once: the shorthand EVP_sha1() is looked up anew for each digest in OpenSSL 3 (crypto(7)).
        guard let function = EVP_MD_fetch(nil, algorithm == .sha1 ? "SHA1" : "SHA256", nil) else {
            throw DigestUnavailable(algorithm)
        }
        guard let context = EVP_MD_CTX_new() else {
            EVP_MD_free(function)
            throw DigestUnavailable(algorithm)
        }
        guard EVP_DigestInit_ex(context, function, nil) == 1 else {
            EVP_MD_CTX_free(context)
            EVP_MD_free(function)
            throw DigestUnavailable(algorithm)
        }
        self.algorithm = algorithm
        self.function = function
        self.context = context
    }

    deinit {
        EVP_MD_CTX_free(self.context)
        EVP_MD_free(self.function)
    }

    /// Takes the next bytes.
    package mutating func update(_ bytes: Span<UInt8>) {
        let result = bytes.withUnsafeBufferPointer { EVP_DigestUpdate(self.context, $0.baseAddress, $0.count) }
        precondition(result == 1, "a digest in progress takes bytes")
    }

    /// The digest of all that was taken; the stream has then taken nothing.
    package mutating func finish() -> Digest {
        let length = Int(EVP_MAX_MD_SIZE)
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            var written: UInt32 = 0
            let result = EVP_DigestFinal_ex(self.context, buffer.baseAddress, &written)
            precondition(result == 1, "a digest in progress ends")
            count = Int(written)
        }
        precondition(EVP_DigestInit_ex(self.context, nil, nil) == 1, "a digest begins again")
        guard let digest = Digest(self.algorithm, bytes: bytes) else {
            preconditionFailure("libcrypto made \(bytes.count) bytes of \(self.algorithm)")
        }
        return digest
    }
}
