//! Every word that a person reads, one table per language, as checked data.
//!
//! A text that is missing in a language does not compile; a placeholder that is missing fails a test. This room knows
//! nothing else of the program.

mod de;
mod en;

use std::fmt;

pub use de::DE;
pub use en::EN;

macro_rules! words {
    ($($field:ident)*) => {
        /// All texts of one language. `{name}` stands for a value.
        #[expect(missing_docs, reason = "each field is named after what it says")]
        pub struct Words {
            $(pub $field: &'static str,)*
        }

        // Derived, it would lay all texts on the stack.
        impl fmt::Debug for Words {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct("Words").finish_non_exhaustive()
            }
        }

        impl Words {
            /// Every text with its name.
            pub fn entries(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($field), self.$field),)*]
            }
        }
    };
}

words! {
    // The lines around the table.
    example_data snapshot age_today age_days age_ahead stale source everywhere_of count_of sorted_up sorted_down
    by_bodies by_inhabitants no_snapshot too_small
    // Views and screens.
    services districts municipalities municipalities_all providers problems help_title bodies_of districts_of cells bodies
    // Column heads.
    head_name head_service head_body head_kind head_district head_key head_population head_status head_bar head_online
    head_own head_by_bodies head_by_inhabitants head_change head_planned_end head_missing head_overdue head_stalled
    head_unknown head_phase head_marks head_since head_planned head_next head_provider head_procedure head_updated
    head_problem head_subject head_what head_advice head_label head_value
    // Facts.
    fact_ags fact_area fact_blocker fact_body fact_change fact_contact fact_district fact_everywhere fact_exceptions
    fact_key fact_law fact_lead fact_leika fact_marks fact_maturity fact_note fact_overdue
    fact_own_solution fact_ozg_id fact_phase fact_planned fact_population fact_problems fact_procedure fact_provider
    fact_reach fact_reach_inhabitants fact_reason fact_rule fact_samtgemeinde fact_service fact_service_note fact_since
    fact_solution fact_source fact_stalled fact_status fact_theme_field fact_unknown fact_updated fact_url
    // Phases, status, marks, classes.
    phase_open phase_planned phase_onboarding phase_pilot phase_live phase_unknown not_responsible
    means_open means_planned means_onboarding means_pilot means_live means_unknown means_not_responsible
    status_not_started status_preparing status_piloting status_rolling_out status_everywhere
    means_not_started means_preparing means_piloting means_rolling_out means_everywhere
    mark_overdue mark_stalled mark_disturbed mark_deferred mark_own_solution
    means_overdue means_overdue_grace means_stalled means_disturbed means_deferred means_own_solution
    class_lk class_rh class_ks class_gs class_hg class_sg class_eg class_mg class_gf region_units
    kind_city kind_town kind_market kind_municipality
    figure_reach_bodies figure_reach_inhabitants figure_estimate figure_change figure_planned_end figure_unplanned
    means_reach_bodies means_reach_inhabitants means_estimate means_change means_planned_end means_unplanned
    via by_rule by_exception exceptions_missing shared_solution own_solution without_provider nobody_known
    figure_served means_served figure_own means_own head_term head_meaning
    attribution attribution_map attribution_districts attribution_names attribution_figures
    // Commands.
    cmd_down cmd_up cmd_left cmd_right cmd_page_down cmd_page_up cmd_half_down cmd_half_up cmd_top cmd_bottom cmd_open
    cmd_back cmd_leave cmd_forward cmd_search cmd_next_match cmd_previous_match cmd_sort cmd_toggle cmd_view cmd_next_view
    cmd_previous_view cmd_weighting cmd_language cmd_help cmd_palette cmd_redraw cmd_suspend cmd_cancel cmd_quit
    hint_open hint_back hint_leave hint_quit hint_search hint_sort hint_toggle hint_views hint_weighting hint_language
    hint_help
    key_enter key_esc key_backspace key_tab key_backtab key_up key_down key_left key_right key_page_up key_page_down
    key_home key_end key_space key_insert key_delete key_ctrl
    // Notices and empty tables.
    not_found not_found_again wrapped no_search no_such_command quit_again at_start at_end nothing_behind
    empty_services empty_rollout empty_rows empty_problems
    // Problems: a word, what is wrong, what to do.
    about_data about_overdue about_stalled about_not_reported about_disturbed about_stepped_back
    what_folder_missing do_folder_missing what_not_a_folder do_not_a_folder what_folder_empty do_folder_empty
    what_no_permission do_no_permission what_file_missing do_file_missing what_not_a_file do_not_a_file what_too_large
    do_too_large what_unreadable do_unreadable what_cut_off do_cut_off what_not_utf8 do_not_utf8 what_syntax do_syntax what_too_deep do_too_deep
    what_shape do_shape what_wrong_type do_wrong_type type_text type_integer type_number type_switch type_list type_group
    what_missing_field do_missing_field what_duplicate_field do_duplicate_field what_out_of_range do_out_of_range
    what_nothing_inside do_nothing_inside do_not_responsible_there what_unknown_field do_unknown_field what_future_schema do_future_schema what_two_files
    do_two_files what_stray_file do_stray_file what_file_date do_file_date what_bad_date do_bad_date what_bad_key
    do_bad_key what_unknown_body do_unknown_body what_unknown_service do_unknown_service what_unknown_word
    do_unknown_word what_duplicate_key do_duplicate_key what_duplicate_cell do_duplicate_cell what_not_responsible
    do_not_responsible what_no_parent do_no_parent what_row_count do_row_count what_no_snapshot do_no_snapshot
    what_first_incomplete do_first_incomplete what_after_snapshot do_after_snapshot what_bad_maturity do_bad_maturity what_bad_target do_bad_target
    what_hostile_text do_hostile_text what_overdue do_overdue what_stalled do_stalled what_not_reported do_not_reported
    what_disturbed do_disturbed what_stepped_back do_stepped_back
    and_also and_more do_this
    // Outside the full screen.
    cli_no_terminal cli_checked_clean cli_checked cli_findings cli_not_found cli_ambiguous cli_exists cli_written
    cli_stand_written cli_needs_folder cli_write_failed cli_stand_not_later cli_bad_size cli_bad_keys
    cli_cell_unknown cli_terminal_failed
    info_version info_schema info_data info_bundled info_folder info_settings info_setting_absent info_setting_read
    info_language info_charset info_unicode info_ascii info_terminal info_screen info_theme info_asks info_asks_not info_background_unknown
    info_colours info_yes info_no info_snapshots
    info_bodies info_services info_cells info_problems
    // Settings and the manual page.
    set_built_in set_variable set_flag set_near set_unreadable set_missing set_unclosed set_expected set_wanted_name
    set_wanted_value set_wanted_end set_unknown set_unknown_variable set_twice set_kind set_kind_text set_kind_number
    set_kind_day set_kind_switch set_kind_lists set_kind_texts set_range set_word set_day set_alone set_table
    set_command set_key set_taken set_taker_tmux set_taker_screen set_taker_flow set_taker_ssh set_taker_backspace
    set_taker_tab set_taker_enter set_taker_cancel set_contested set_keyless set_restored set_do_unreadable
    set_do_missing set_do_broken set_do_unknown set_do_unknown_variable set_do_twice set_do_value set_do_alone
    set_do_table set_do_command set_do_key set_do_taken set_do_contested set_do_keyless set_do_restored set_clean
    set_faults set_notice_faults set_refused set_unset man_keys man_settings
    man_files man_files_system man_files_own
    man_commands man_options man_name man_synopsis man_description man_about_keys man_about_settings
    // The commented file for the next snapshot.
    stand_head stand_head_first stand_due stand_example
    what_many_more do_many_more wrapped_back not_found_units stand_source cli_has_problems days example_short
    figure_via means_via figure_moved means_moved
    what_disturbed_not_live do_disturbed_not_live
    // Dates, differences, the questions of every week.
    overview changes upcoming snapshots all way_backward way_forward way_reported way_silent fact_between
    fact_since_date fact_more_online head_moved head_transition head_seen head_new head_question head_number
    head_worst head_interval is_new unchanged ask_online ask_moves ask_moves_first ask_backward ask_slow_services
    ask_slow_districts ask_backlog ask_upcoming not_newest not_newest_short compared_with cmd_next_problem cmd_previous_problem
    cmd_earlier cmd_later cmd_compare hint_compare hint_compare_end hint_problem hint_dates no_such_snapshot same_snapshot
    no_comparison no_problem empty_changes empty_changes_first empty_upcoming cli_before_first cli_other_snapshot
    ask_data means_moves means_backward means_slow_services means_slow_districts means_backlog means_upcoming means_data
    // The map.
    map map_of cmd_map cmd_next_subject cmd_previous_subject hint_map hint_next_service drawing_outlines drawing_tiles
    shade_nothing shade_up_to shade_below_all shade_all figure_shade means_shade_nothing means_shade_up_to
    means_shade_below_all means_shade_all means_shade_none difference_more difference_same difference_less points
    points_below_one by_bodies_alone furthest_behind least_gained no_room_for without_outline
    no_district_there no_outlines figure_points means_points
    // Problems of the outlines.
    what_no_outline do_no_outline what_not_a_district do_not_a_district what_no_place_on_earth do_no_place_on_earth
    what_short_arc do_short_arc what_empty_ring do_empty_ring what_unknown_arc do_unknown_arc what_open_ring do_open_ring
    what_outlines_too_large what_too_detailed do_too_detailed what_tile_taken do_tile_taken
    matrix_by_district matrix_by_provider matrix_by_size fold unfold size_below size_from size_between
    legend_not_responsible legend_elsewhere
    figure_difference means_difference figure_shaded means_shaded figure_past_date means_past_date
    empty_way legend_more_or_fewer fact_no_district no_district no_unit
    // The reference of the data format, a whole file.
    format_reference
    // The help of the command line, a line for every command and argument.
    help
    trend
    trend_of
    head_spark
    fact_by_pace
    fact_by_pace_bodies
    fact_by_curve
    fact_target
    cmd_trend


    hint_trend
    hint_subject
    hint_numbers
    hint_picture
    hint_travel
    travelled
    travelled_same
    no_order
    interval
    arrival_expected
    arrival_open
    arrival_reached
    arrival_far
    pace_expected
    pace_never
    pace_one
    pace_short
    pace_nobody
    pace_changes_hands
    curve_expected
    unfit_few
    unfit_short
    unfit_early
    unfit_flat
    unfit_scattered
    unfit_behind
    target_head
    target_reached
    target_missed
    target_met
    target_too_late
    target_no_snapshot
    target_in_time
    target_late
    target_never
    target_unknown
    stand_detail
    legend_selected
    legend_shown
    legend_compared
    legend_pace
    legend_curve
    legend_later
    legend_bodies_only
    gap_between
    gap_more
    trend_no_inhabitants
    trend_nothing
    ask_arriving
    means_arriving
    figure_spark
    means_spark
    figure_pace
    means_pace
    figure_curve
    means_curve
    figure_gap
    means_gap
    stand_change
    stand_first
    // The filter.
    cmd_filter cmd_unfilter hint_filter filter_label filter_count filter_here filter_at filter_next empty_filter
    unfiltered no_filter mistake_field mistake_field_near mistake_no_operator mistake_operator mistake_no_value
    mistake_value mistake_value_near mistake_one_value mistake_no_term mistake_not_closed mistake_not_opened
    mistake_open_quote mistake_too_deep
    // Line by line, for readers that speak.
    linear_commands linear_welcome linear_prompt linear_help linear_rows linear_rows_end linear_row_of linear_no_row
    linear_no_rows linear_end linear_unknown linear_unknown_far linear_below_one linear_estimated linear_count
    linear_people linear_more linear_less linear_spark linear_steps linear_between linear_interval
    linear_gap linear_unplanned linear_and_more linear_elsewhere linear_range linear_leads linear_scatter linear_fit
    linear_trail linear_below linear_snapshot linear_past linear_compared linear_source
    linear_rows_count linear_date_now linear_than linear_same_as linear_now_compared linear_weighting linear_language
    linear_sort_by linear_sorted linear_rising linear_falling linear_no_order linear_found linear_found_more
    linear_page linear_bad_page linear_bad_date linear_no_date linear_taken linear_dates linear_search
    linear_no_cursor linear_suspend linear_cancel linear_typed linear_no_other linear_nothing_new linear_meaning linear_no_data linear_together linear_missing linear_cell_now linear_more_facts linear_backlog
    // The filter, line by line.
    linear_filter linear_rows_left
    // Faults of a command line.
    usage_error usage_line usage_options usage_command usage_more usage_unknown usage_no_command usage_needs_command usage_commands usage_no_value
    usage_bad_value usage_values usage_missing usage_twice usage_too_many usage_range usage_no_number
    usage_meant_command usage_meant_argument usage_meant_value
    // Searching everything.
    palette_nothing palette_service palette_district palette_provider
    // Choosing columns.
    columns cmd_columns head_shown hint_show_hide hint_shift no_columns stays_there
    // The filter of the settings.
    wrong_filter
    // Addresses and saved views.
    views head_address cmd_views cmd_save_view cmd_forget_view cmd_show_address
 hint_forget_view empty_views view_name view_saves view_is_address view_taken saying_here saying_row_gone
    saying_wrong saying_saved saying_forgotten saying_forget_again saying_nothing_to_forget saying_refused
    saying_restored saying_not_restored saying_session_broken address_unknown address_unknown_near address_missing
    address_several address_too_much address_twice address_not_here address_no_cell address_no_snapshot
    address_unreadable wanted_screen wanted_parameter wanted_service wanted_body wanted_district wanted_provider
    wanted_subject wanted_grouping wanted_topic wanted_way wanted_drawing wanted_date wanted_weighting
    wanted_column linear_save linear_view_unknown cli_view_unknown
    // What a filter leaves out.
    head_status_land legend_left_out shade_left_out ask_everywhere_land means_filter palette_address saying_given
    // Settings against the data.
    set_unknown_column
    // What the terminal may be sent.
    able_erase able_repeat able_scroll able_sync
    // The terminal tried out.
    doc_no_terminal doc_in_tmux doc_no_tmux doc_answer doc_trips doc_silent doc_unasked doc_widths doc_widths_how
    doc_ascii doc_letters doc_umlauts doc_signs doc_shades doc_lines doc_rare doc_accents doc_wide doc_emoji
    doc_nothing doc_says doc_background doc_dark doc_light doc_works doc_fails doc_regions doc_copy doc_copy_tmux
    doc_copy_terminal doc_copy_far doc_copy_sheet doc_copy_off doc_names_copies doc_names_no_copies doc_advised
    doc_nothing_advised doc_unknown doc_into doc_into_new doc_why_silent doc_why_works doc_why_fails doc_why_told doc_why_denied
    doc_why_askew doc_why_fewer doc_why_late doc_why_thin
    // Copying.
    cmd_copy cmd_copy_view copied_tmux copied_tmux_alone copied_terminal copied_far_tmux copy_too_long copy_nothing
    copy_off sheet_leave sheet_more
    // Exports.
    cmd_export export_name export_formats export_taken export_unknown export_written export_refused export_in_data
    export_no_folder export_not_a_file export_exists export_which export_terminal export_land export_age export_weighting
    export_address export_legend export_facts export_meaning export_alt export_total export_compared linear_export
    linear_export_again
    // What the public index shows.
    evidence about_unlinked about_untracked what_unlinked do_unlinked what_untracked do_untracked sight_nothing
    sight_inactive sight_broken sight_working index_working index_broken index_inactive head_index head_url
    fact_evidence fact_found fact_agreeing fact_broken_links fact_index fact_index_url fact_coverage
    coverage_municipality coverage_district coverage_land coverage_federal by_index history_awaited no_evidence empty_no_evidence
    empty_evidence ask_evidence means_evidence means_unlinked means_untracked
    // Imports.
    what_missing_column do_missing_column what_bad_field do_bad_field cli_import_no_folder cli_progress
    // Monitoring.
    cli_bad_range cli_bad_condition nagios_unusable nagios_no_snapshot nagios_nothing nagios_summary wait_open
    wait_over metric_build metric_snapshot metric_synthetic metric_snapshots metric_problems metric_cells
    metric_inhabitants metric_reach metric_status metric_overdue metric_stalled metric_disturbed metric_deferred
    metric_own metric_district_reach metric_provider_missing
    // Tracking lists.
    do_bad_detail what_later_day do_later_day
    what_same_word do_same_word what_unread do_unread what_absent_column do_absent_column what_other_body do_other_body
    what_two_columns do_two_columns what_unknown_name do_unknown_name do_near_name what_several_bodies do_several_bodies
    what_no_such_file do_no_such_file what_no_head do_no_head do_other_sheet what_bad_word what_bad_mapping do_bad_mapping cli_table_more cli_table_sums cli_table_row cli_table_exists cli_later_than_today usage_date
    cli_table_date_given cli_table_date_mapping cli_table_date_file cli_table_no_date cli_table_assumed
    cli_table_service cli_table_fields cli_table_summary cli_table_nothing cli_table_dry cli_table_other_file
    cli_table_proposal cli_import_stopped
    // Imports of Open-PVOG.
    what_missing_pages do_missing_pages
    pvog_read pvog_used pvog_other_service pvog_other_land pvog_left_out pvog_no_cell pvog_bad pvog_example
    pvog_cells pvog_anew pvog_against pvog_first pvog_turns pvog_same pvog_dry pvog_exists pvog_other_file
    pvog_nothing pvog_stopped pvog_address fetch_no_host fetch_no_answer fetch_silent fetch_refused fetch_failing
    fetch_busy fetch_cut fetch_too_large fetch_too_long fetch_elsewhere fetch_not_data fetch_not_pages
    fetch_again fetch_repeats fetch_endless fetch_moving
    // Sheets of rows.
    what_not_a_table do_not_a_table what_old_or_locked do_old_or_locked what_damaged do_damaged what_too_many_bytes
    what_too_many_rows what_too_many_columns what_too_many_cells what_too_many_strings what_too_long_field
    what_too_many_parts do_too_much what_no_sheet do_no_sheet what_no_content do_no_content what_open_quote do_open_quote
    // The official register.
    what_bad_position do_bad_position what_not_gv100ad do_not_gv100ad what_other_land do_other_land what_incomplete
    do_incomplete what_not_dissolved do_not_dissolved gv_head gv_assumed gv_counts gv_new gv_moved gv_merged gv_dissolved
    gv_renamed gv_class gv_titled gv_untitled gv_no_change gv_lost gv_same_name gv_by_district gv_people gv_total gv_nobody
    gv_dry gv_written gv_unchanged gv_comments import_refused gv_stopped
    // Reports.
    report_title report_synthetic report_no_stand report_stand report_stand_alone report_no_source report_filter
    report_lead_everywhere report_lead_online report_lead_back report_lead_forecast report_everywhere report_nowhere
    report_new report_none_new report_lost report_cells report_cells_before report_people report_unknown report_back
    report_no_back report_silent report_no_forecast report_pace report_pace_else report_next report_target report_more
    report_online report_by_bodies report_by_inhabitants report_missing report_interval report_change report_forecast
    report_all report_nothing report_reached report_never report_services report_method report_watch report_what
    report_gravest report_of_missing report_of_all report_of_online report_upcoming report_backlog report_chart
    report_chart_text report_key_line report_key_target report_key_pace report_map report_no_map report_no_outline
    report_field report_means_field report_means_stand report_means_bodies report_means_inhabitants report_terms
    report_register report_annex report_stand_term report_stands report_by_district report_missing_bodies report_in_district
    report_missing_there report_days report_rows report_data_faults report_same_stand report_wrong_way
    report_which_format report_needs_out cli_both_weightings wait_no_folder
    // Served by OpenSSH: a locked session, what a client may ask, and the block for sshd_config.
    closed_export closed_suspend closed_views export_closed kiosk_refused kiosk_unreadable
    serve_head serve_head_data serve_head_example serve_command serve_forwarding serve_login serve_environment serve_alive
    serve_key serve_name serve_path serve_no_folder serve_no_binary
    // Data that changes while it is looked at.
    live_file live_file_short live_file_least live_gone live_gone_short live_gone_least live_restless live_restless_short
    live_restless_least live_crashed live_crashed_short live_crashed_least live_waiting live_paused live_paused_least live_pending
    live_pending_short live_pending_least live_renewed live_renewed_elsewhere live_renewed_picture live_renewed_gone live_renewed_both live_comparison_gone live_newer live_date_gone live_place_gone
    live_filter_gone live_now_paused live_resumed live_bundled live_unwatched live_faulty cmd_reload cmd_pause info_live
    info_live_watched info_live_asked info_live_bundled
}

/// Puts values in place of `{name}`, and in place of `{name|Befund|Befunde}` the first word where the value is one, of
/// whatever sign, else the second; what has no value stays as it stands.
pub fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(pattern.len() + 32);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        let (bare, forms) = match name.split_once('|') {
            Some((bare, forms)) => (bare, forms.split_once('|')),
            None => (name, None),
        };
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == bare) {
            out.push_str(match forms {
                Some((one, _)) if value.trim_start_matches(['+', '-', '−']) == "1" => one,
                Some((_, many)) => many,
                None => value,
            });
        } else {
            out.push('{');
            out.push_str(name);
            out.push('}');
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests;
