package io.communitycloud.common.identity.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.sample.PersonController;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.method.HandlerMethod;

class AccessInterceptorTest {

    private final AccessInterceptor interceptor = new AccessInterceptor(
            AccessLaw.read(new ByteArrayInputStream("""
                    operations:
                      readPerson: {service: sample, roles: [social-worker], scope: area, purposes: [care]}
                      listPlaces: {service: sample, roles: [anyone], scope: none}
                    """.getBytes(StandardCharsets.UTF_8))), new Callers());

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");

    @BeforeEach
    void signIn() {
        as("social-worker");
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void letsTheRightRoleInWithTheRightPurpose() {
        request.addHeader("X-Purpose", "care");
        assertThat(call("readPerson")).isTrue();
    }

    @Test
    void refusesAnOperationWithoutARow() {
        refused(() -> call("forgotten"), "forbidden");
    }

    @Test
    void refusesARoleTheRowDoesNotName() {
        request.addHeader("X-Purpose", "care");
        as("auditor");
        refused(() -> call("readPerson"), "forbidden");
    }

    @Test
    void refusesATokenWithoutRoles() {
        request.addHeader("X-Purpose", "care");
        as();
        refused(() -> call("readPerson"), "forbidden");
    }

    @Test
    void refusesWhoeverIsNotSignedIn() {
        SecurityContextHolder.clearContext();
        refused(() -> call("listPlaces"), "forbidden");
    }

    @Test
    void letsAnyoneInWhereTheRowDoes() {
        as("resident");
        assertThat(call("listPlaces")).isTrue();
    }

    @Test
    void asksForAPurpose() {
        refused(() -> call("readPerson"), "purpose-required");
    }

    @Test
    void refusesAPurposeThatDoesNotOpenTheOperation() {
        request.addHeader("X-Purpose", "statistics");
        refused(() -> call("readPerson"), "purpose-required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"curiosity", "", "CARE"})
    void refusesAPurposeNobodyKnowsEvenWhereNoneIsNeeded(String purpose) {
        request.addHeader("X-Purpose", purpose);
        assertThatThrownBy(() -> call("listPlaces")).isInstanceOf(InvalidRequest.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "C 17", "<script>"})
    void refusesACaseThatIsNoNumber(String caseNumber) {
        request.addHeader("X-Case", caseNumber);
        assertThatThrownBy(() -> call("listPlaces")).isInstanceOf(InvalidRequest.class);
    }

    @Test
    void asksNothingOfHandlersThatAreNoOperationsOfOurs() {
        SecurityContextHolder.clearContext();
        assertThat(interceptor.preHandle(request, new MockHttpServletResponse(), new Object()))
                .isTrue();
    }

    private boolean call(String operation) {
        try {
            Method method = PersonController.class.getMethod(operation);
            return interceptor.preHandle(
                    request, new MockHttpServletResponse(), new HandlerMethod(new PersonController(), method));
        } catch (NoSuchMethodException missing) {
            throw new AssertionError(missing);
        }
    }

    private static void refused(ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }

    private static void as(String... roles) {
        Jwt token = Jwt.withTokenValue("token")
                .header("alg", "RS256")
                .subject("li")
                .issuedAt(Instant.parse("2026-11-22T02:00:00Z"))
                .claim("roles", List.of(roles))
                .build();
        SecurityContextHolder.getContext().setAuthentication(new JwtAuthenticationToken(token, List.of()));
    }
}
