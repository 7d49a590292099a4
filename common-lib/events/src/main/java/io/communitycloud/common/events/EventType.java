package io.communitycloud.common.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the type under which an event travels, for example {@code communitycloud.resident.moved.v1} (CloudEvents 1.0). */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface EventType {

    /** The reverse-DNS type with its major version. */
    String value();
}
