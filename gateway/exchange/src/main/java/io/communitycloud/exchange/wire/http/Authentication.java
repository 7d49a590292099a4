package io.communitycloud.exchange.wire.http;

import io.communitycloud.exchange.wire.WireCall;
import io.communitycloud.exchange.wire.WireFault;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Says to a system who we are; a bean per kind, which reads its settings from the manifest's {@code authentication}. */
public interface Authentication {

    /** The values of {@code authentication.kind} it knows. */
    Set<String> kinds();

    /** Adds what the system asks for; may call the system itself, within the call's deadline. */
    void sign(Draft draft, WireCall call) throws WireFault;

    /** Whether an answer says that a session or token is over; it is then forgotten and the call made once more. */
    default boolean refused(Reply reply, WireCall call) {
        return false;
    }

    /** Forgets the session or token of the system. */
    default void forget(WireCall call) {}

    /** The client certificate and trust of a system that asks for them. */
    default @Nullable SSLContext tls(WireCall call) throws WireFault {
        return null;
    }
}
