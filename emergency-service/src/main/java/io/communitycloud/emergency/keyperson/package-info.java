/** Key-person lists (重点人员名单): pushed by a bureau, matched to residents, handed to committees and answered in time. */
@NullMarked
package io.communitycloud.emergency.keyperson;

import org.jspecify.annotations.NullMarked;
