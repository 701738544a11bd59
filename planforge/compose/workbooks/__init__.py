"""The Excel workbooks, a module each: ``compose(context, service) -> Workbook``."""
