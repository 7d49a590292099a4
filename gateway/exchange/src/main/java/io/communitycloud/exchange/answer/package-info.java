/** What a legacy system answered, and what of it a caller is shown. */
@NullMarked
package io.communitycloud.exchange.answer;

import org.jspecify.annotations.NullMarked;
