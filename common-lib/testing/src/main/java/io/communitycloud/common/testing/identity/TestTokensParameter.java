package io.communitycloud.common.testing.identity;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives test methods the {@link TestTokens} of this JVM. */
final class TestTokensParameter implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == TestTokens.class;
    }

    @Override
    public TestTokens resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return TestTokens.shared();
    }
}
