package io.communitycloud.bench;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import java.net.http.HttpClient;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** Spring Cloud Gateway as it comes, on virtual threads, with one route and no policy. */
@SpringBootApplication
public class BareGateway {

    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("token")) {
            TokenIssuer.serve(Integer.parseInt(arguments[1]));
        } else {
            SpringApplication.run(BareGateway.class, arguments);
        }
    }

    @Bean
    RouterFunction<ServerResponse> everything(@Value("${service}") String service) {
        return route("everything")
                .route(path("/**"), http())
                .before(uri(service))
                .build();
    }

    /** With the client's own threads it would be a fifth as fast (gateway #4150), which would flatter the edge. */
    @Bean
    ClientHttpRequestFactory requests() {
        return new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build());
    }
}
