"""The common workload: one province-like programme, its reports, and the operations that people wait for."""
