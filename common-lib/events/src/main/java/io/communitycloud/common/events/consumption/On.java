package io.communitycloud.common.events.consumption;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method that takes events of the named types.
 *
 * <p>Its parameters are the listener's own small record of the event and, if wanted, the
 * {@link io.communitycloud.common.events.EventMeta}. It must be harmless when called twice with one event.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface On {

    /** CloudEvents types, for example {@code communitycloud.resident.moved.v1}. */
    String[] value();
}
