/** Wires privacy into a Spring Boot service. */
@NullMarked
package io.communitycloud.common.privacy.autoconfigure;

import org.jspecify.annotations.NullMarked;
