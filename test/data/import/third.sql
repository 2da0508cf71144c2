-- phpMyAdmin SQL Dump
-- 別の接頭辞、ACF と CFS、独自の表を持つ小さなサイト
SET SQL_MODE = "NO_AUTO_VALUE_ON_ZERO";
START TRANSACTION;
/*!40101 SET NAMES utf8mb4 */;
CREATE TABLE `hp2_cfs_values` (`id` int(11) NOT NULL, `field_id` int(11), `meta_id` int(11), `post_id` int(11), `base_field_id` int(11)) ENGINE=InnoDB;
INSERT INTO `hp2_cfs_values` (`id`, `field_id`, `meta_id`, `post_id`, `base_field_id`) VALUES (1, 5, 20, 11, 0);
CREATE TABLE `hp2_kashidashi` (`no` varchar(10) NOT NULL, `hi` date, `kara` varchar(10), `dare` varchar(100)) ENGINE=MyISAM;
INSERT INTO `hp2_kashidashi` (`no`, `hi`, `kara`, `dare`) VALUES
('K-1', '2024-05-01', '9:30', 'O''Hara の会'),
('K-2', '0000-00-00', NULL, '見本の会'),
('', '2024-05-02', '10:00', '番号のない行');
CREATE TABLE `hp2_options` (`option_id` bigint(20), `option_name` varchar(191), `option_value` longtext) ENGINE=InnoDB;
INSERT INTO `hp2_options` VALUES (1, 'siteurl', 'https://old.example.jp/wp'), (2, 'home', 'https://old.example.jp');
CREATE TABLE `hp2_posts` (`ID` bigint(20), `post_author` bigint(20), `post_date` datetime, `post_content` longtext, `post_title` text, `post_excerpt` text, `post_status` varchar(20), `post_name` varchar(200), `post_modified` datetime, `post_parent` bigint(20), `guid` varchar(255), `menu_order` int(11), `post_type` varchar(20)) ENGINE=InnoDB;
INSERT INTO `hp2_posts` (`ID`, `post_author`, `post_date`, `post_content`, `post_title`, `post_excerpt`, `post_status`, `post_name`, `post_modified`, `post_parent`, `guid`, `menu_order`, `post_type`) VALUES
(10, 1, '2020-04-01 09:00:00', '一段目\r\n\r\n二段目<script>alert(1)</script>', 'みほんの会', '', 'publish', 'mihon', '2020-04-02 09:00:00', 0, 'https://old.example.jp/?p=10', 0, 'circle'),
(11, 1, '2021-04-01 09:00:00', '', 'れいの会', '', 'draft', 'rei', '2021-04-01 09:00:00', 0, 'https://old.example.jp/?p=11', 0, 'circle'),
(12, 1, '2022-01-05 10:00:00', '<p style="color:red">本文</p>', 'お知らせ①', '', 'publish', '%e3%81%8a', '2022-01-05 10:00:00', 0, 'https://old.example.jp/?p=12', 0, 'topics'),
(13, 1, '2022-01-05 10:00:00', '', '項目の定義', '', 'publish', 'group_1', '2022-01-05 10:00:00', 0, '', 0, 'acf-field-group');
CREATE TABLE `hp2_postmeta` (`meta_id` bigint(20), `post_id` bigint(20), `meta_key` varchar(255), `meta_value` longtext) ENGINE=InnoDB;
INSERT INTO `hp2_postmeta` (`meta_id`, `post_id`, `meta_key`, `meta_value`) VALUES
(1, 10, 'yomi', 'みほんのかい'), (2, 10, '_yomi', 'field_5f01'),
(3, 10, 'bunya', 'a:2:{i:0;s:6:"環境";i:1;s:6:"福祉";}'), (4, 10, '_bunya', 'field_5f02'),
(5, 10, 'since', '平成15年4月1日'), (6, 10, 'city', '山口市'), (7, 10, 'memo', '引き継がない項目'),
(8, 10, 'tel', '0839-34-4666'), (9, 10, 'sub_0_name', '山口'),
(20, 11, 'bunya', '環境'), (21, 11, 'bunya', '福祉'), (22, 11, 'since', 'いつか'),
(23, 11, 'kowareta', 'a:2:{s:4:"name";s:5:"短い"');
COMMIT;
