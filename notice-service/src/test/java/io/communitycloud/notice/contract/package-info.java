/** What this service promises in writing. */
@NullMarked
package io.communitycloud.notice.contract;

import org.jspecify.annotations.NullMarked;
