package io.communitycloud.common.privacy.autoconfigure;

import io.communitycloud.common.privacy.UnfitSecret;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one sentence why a service with an unfit secret does not start, instead of a page of stack. */
final class UnfitSecretAnalyzer extends AbstractFailureAnalyzer<UnfitSecret> {

    @Override
    protected FailureAnalysis analyze(Throwable root, UnfitSecret cause) {
        return new FailureAnalysis(
                "Personal data cannot be protected: " + cause.getMessage(),
                "Set " + cause.setting() + " to 32 random bytes in base64, for example from `openssl rand -base64 32`.",
                cause);
    }
}
