/** What this service tells households for a plan that is activated, and takes back when it ends. */
@NullMarked
package io.communitycloud.notice.activation;

import org.jspecify.annotations.NullMarked;
