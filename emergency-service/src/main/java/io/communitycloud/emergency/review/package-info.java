/** After-action reviews: every lesson ends as a version of a plan or is declined with a reason. */
@NullMarked
package io.communitycloud.emergency.review;

import org.jspecify.annotations.NullMarked;
