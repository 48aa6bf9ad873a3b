//! What must be done for all rows of a list together: which forms, how many, to whom, who signs, in which order.
