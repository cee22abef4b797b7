-- Whether the soil of a parcel meets the standard for farmland, as the assessment found: rules on reclamation ask for it.
alter table parcels add column meets_farmland_standard boolean;
comment on column parcels.meets_farmland_standard is '经调查评估，土壤是否符合农用地土壤污染风险管控标准；空为没有结论';
