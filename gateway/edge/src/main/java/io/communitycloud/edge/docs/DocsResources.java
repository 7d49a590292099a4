package io.communitycloud.edge.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the edge's own files, and Swagger UI's without their version in the path. */
@Configuration(proxyBeanMethods = false)
class DocsResources implements WebMvcConfigurer {

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        try {
            Resource[] found = new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:META-INF/resources/webjars/swagger-ui/*/swagger-ui-bundle.js");
            if (found.length != 1) {
                throw new IllegalStateException("One Swagger UI is expected, there are " + found.length);
            }
            registry.addResourceHandler("/assets/**").addResourceLocations("classpath:/static/assets/");
            registry.addResourceHandler("/docs/ui/**").addResourceLocations(found[0].createRelative("./"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
