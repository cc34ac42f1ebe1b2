"""The common workload: one province-like programme, its reports and eleven operations, over HTTP where people use it."""
