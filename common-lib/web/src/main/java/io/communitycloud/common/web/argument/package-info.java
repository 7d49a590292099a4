/** Controller arguments read from the request: pages, versions, idempotency keys. */
@NullMarked
package io.communitycloud.common.web.argument;

import org.jspecify.annotations.NullMarked;
