package io.portcullis.fix.sessions.access;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a counterparty has proven itself with when it came in, and by whose rules it was judged: they may judge otherwise later.
 *
 * @param chain its own first; not empty
 */
public record ShownCertificates(TlsContext judge, List<X509Certificate> chain) {

    public ShownCertificates {
        chain = List.copyOf(chain);
    }

    /** Whether their authority has to be asked before the counterparty may go on. */
    public boolean areToBeAsked() {
        return judge.asks();
    }

    /** Null if nothing speaks against them now. Takes a millisecond, or longer where lists are long, and seconds where an authority is asked. */
    public @Nullable Objection objection() {
        return judge.objectionTo(chain);
    }
}
