/** Request ids, security headers and the defaults every process starts with. */
@NullMarked
package io.communitycloud.common.web.observability;

import org.jspecify.annotations.NullMarked;
