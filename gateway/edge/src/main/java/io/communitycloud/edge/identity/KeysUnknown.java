package io.communitycloud.edge.identity;

/** Nothing can be said of a token yet: the identity provider does not tell its keys. The caller's token may be good. */
public final class KeysUnknown extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public KeysUnknown(Throwable cause) {
        super("the identity provider's keys are not known", cause, false, false);
    }
}
