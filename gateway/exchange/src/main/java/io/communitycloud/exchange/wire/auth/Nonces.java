package io.communitycloud.exchange.wire.auth;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** What makes two equal requests differ; of a source that a test may foretell. */
@Component
public class Nonces {

    private static final int BYTES = 16;

    private final RandomGenerator source;

    @Autowired
    public Nonces() {
        this(new SecureRandom());
    }

    Nonces(RandomGenerator source) {
        this.source = source;
    }

    public byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        source.nextBytes(bytes);
        return bytes;
    }

    /** Sixteen bytes in hexadecimal digits. */
    public String text() {
        return HexFormat.of().formatHex(bytes(BYTES));
    }
}
