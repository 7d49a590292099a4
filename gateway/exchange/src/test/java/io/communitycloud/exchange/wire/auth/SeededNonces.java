package io.communitycloud.exchange.wire.auth;

import java.util.Random;

/** Nonces that can be foretold. */
public final class SeededNonces extends Nonces {

    private static final long SEED = 7;

    private final Random source;

    public SeededNonces() {
        this(new Random(SEED));
    }

    private SeededNonces(Random source) {
        super(source);
        this.source = source;
    }

    /** Begins the nonces of that name, which are its own: no system takes one twice. */
    public void begin(String name) {
        source.setSeed(name.hashCode());
    }
}
