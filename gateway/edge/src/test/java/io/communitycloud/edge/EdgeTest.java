package io.communitycloud.edge;

import io.communitycloud.edge.call.SeenCalls;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** Runs the edge before the services of {@link Services}; one edge for all tests that change nothing about it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "eureka.client.enabled=false",
            "CLOUD_HOME=target/edge-test",
            "edge.route.exceptions.[/api/v1/imports].body=2MB",
            "edge.route.patience=1s",
            "edge.resilience.rest=300ms",
            "edge.quota.routes.[/api/v1/reports].calls=3",
            "edge.cors.origins=https://app.example.org,http://127.0.0.1:5173/",
            "edge.partner.feed=false",
            "edge.call.feed=false",
            "logging.structured.format.console="
        })
@Import({TestIdentity.class, SeenCalls.class})
@interface EdgeTest {}
