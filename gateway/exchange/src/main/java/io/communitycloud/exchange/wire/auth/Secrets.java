package io.communitycloud.exchange.wire.auth;

import io.communitycloud.exchange.secret.Credentials;
import io.communitycloud.exchange.wire.WireFault;
import tools.jackson.databind.node.ObjectNode;

/** The credential that a manifest's {@code authentication} refers to; where there is none, the call is not made. */
public final class Secrets {

    private Secrets() {}

    public static String text(Credentials credentials, ObjectNode settings) throws WireFault {
        return text(credentials, settings, "secret");
    }

    static String text(Credentials credentials, ObjectNode settings, String member) throws WireFault {
        try {
            return credentials.text(settings.path(member).asString(""));
        } catch (Credentials.Missing missing) {
            throw new WireFault(WireFault.Kind.UNAUTHORIZED);
        }
    }

    static byte[] bytes(Credentials credentials, ObjectNode settings, String member) throws WireFault {
        try {
            return credentials.bytes(settings.path(member).asString(""));
        } catch (Credentials.Missing missing) {
            throw new WireFault(WireFault.Kind.UNAUTHORIZED);
        }
    }
}
