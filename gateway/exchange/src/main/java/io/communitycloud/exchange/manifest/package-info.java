/** What is known of each legacy system, as data: one file per system, read while running. */
@NullMarked
package io.communitycloud.exchange.manifest;

import org.jspecify.annotations.NullMarked;
