/** The legacy systems as their operators see them. */
@NullMarked
package io.communitycloud.exchange.system;

import org.jspecify.annotations.NullMarked;
