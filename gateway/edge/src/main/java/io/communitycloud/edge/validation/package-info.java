/** What the services published about their operations, and requests held to it before any service hears of them. */
@NullMarked
package io.communitycloud.edge.validation;

import org.jspecify.annotations.NullMarked;
