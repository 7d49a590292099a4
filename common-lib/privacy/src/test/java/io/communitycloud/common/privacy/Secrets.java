package io.communitycloud.common.privacy;

import java.util.Base64;
import java.util.Random;

/** Secrets for tests: the same number gives the same secret. */
final class Secrets {

    private Secrets() {}

    static Secret secret(int number) {
        byte[] bytes = new byte[Secret.LENGTH];
        new Random(number).nextBytes(bytes);
        return Secret.of("SECRET_" + number, Base64.getEncoder().encodeToString(bytes));
    }
}
