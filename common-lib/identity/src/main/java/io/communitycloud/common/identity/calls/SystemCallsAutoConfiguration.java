package io.communitycloud.common.identity.calls;

import io.communitycloud.common.identity.autoconfigure.IdentityAutoConfiguration;
import io.communitycloud.common.identity.autoconfigure.IdentityProperties;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cloud.client.loadbalancer.LoadBalancerClient;
import org.springframework.cloud.client.loadbalancer.LoadBalancerInterceptor;
import org.springframework.cloud.client.loadbalancer.LoadBalancerRequestFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Lets a process with credentials of its own call others by their part names. */
@AutoConfiguration(after = IdentityAutoConfiguration.class)
@ConditionalOnClass(LoadBalancerClient.class)
@ConditionalOnProperty("cloud.identity.client-id")
public class SystemCallsAutoConfiguration {

    private static final Duration CONNECTING = Duration.ofSeconds(1);
    private static final Duration ANSWERING = Duration.ofSeconds(5);

    @Bean
    SystemCalls systemCalls(
            RestClient.Builder builder,
            ObjectProvider<LoadBalancerClient> balancer,
            IdentityProperties settings,
            Clock clock) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(CONNECTING)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build());
        requests.setReadTimeout(ANSWERING);
        builder.requestFactory(requests);
        SystemToken token = new SystemToken(
                builder.clone().build(),
                settings.issuer(),
                Objects.requireNonNull(settings.clientId()),
                Objects.requireNonNull(settings.clientSecret(), "cloud.identity.client-secret goes with client-id"),
                clock);
        LoadBalancerClient instances = balancer.getIfAvailable();
        if (instances != null) {
            builder.requestInterceptor(
                    new LoadBalancerInterceptor(instances, new LoadBalancerRequestFactory(instances)));
        }
        return new SystemCalls(builder, token);
    }
}
