/** Care duties (关爱服务): what a committee does for a household of which somebody is quarantined, as long as that lasts. */
@NullMarked
package io.communitycloud.resident.care;

import org.jspecify.annotations.NullMarked;
