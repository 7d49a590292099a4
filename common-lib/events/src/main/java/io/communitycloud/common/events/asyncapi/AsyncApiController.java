package io.communitycloud.common.events.asyncapi;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves this process's AsyncAPI document at {@code /asyncapi/<context>}, to anybody. */
@Hidden
@RestController
final class AsyncApiController {

    private final Supplier<Map<String, Object>> document;

    AsyncApiController(Supplier<AsyncApi.Service> service) {
        // Made at the first request: by then every repository has named its aggregate.
        this.document = SingletonSupplier.of(() -> AsyncApi.of(service.get()));
    }

    @GetMapping(path = "/asyncapi/${cloud.context}", produces = "application/json")
    Map<String, Object> readAsyncApiDocument() {
        return document.get();
    }
}
