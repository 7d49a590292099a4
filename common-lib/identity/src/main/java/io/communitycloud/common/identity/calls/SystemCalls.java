package io.communitycloud.common.identity.calls;

import java.io.IOException;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;

/**
 * Calls to other services as this service's own principal.
 *
 * <p>A call states its scope ({@code X-Scope-Area}) and, where persons are concerned, its purpose ({@code X-Purpose}); the
 * called service records both. Instances are found by part name.
 */
public final class SystemCalls {

    private final RestClient.Builder template;
    private final SystemToken token;

    SystemCalls(RestClient.Builder template, SystemToken token) {
        this.template = template;
        this.token = token;
    }

    /** A client for a part, for example {@code resident-service}; paths are absolute, such as {@code /api/v1/areas}. */
    public RestClient to(String part) {
        return template.clone()
                .baseUrl("http://" + part)
                .requestInterceptor(this::signedIn)
                .build();
    }

    private ClientHttpResponse signedIn(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        request.getHeaders().setBearerAuth(token.value());
        return execution.execute(request, body);
    }
}
