/** Classes that break the rules of the house, one each. */
@NullMarked
package io.communitycloud.notice.broken;

import org.jspecify.annotations.NullMarked;
